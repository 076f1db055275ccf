import { z } from "zod";

/** The words that data files share. Each says in its description what would be right, which an error repeats. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const instant = z.string().regex(INSTANT);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A text with something in it besides blanks. */
export const sentence = z.string().regex(/\S/);
export const hostName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,15}$/)
  .meta({ description: "Computer name, 1 to 15 letters, digits or hyphens" });
export const itemId = z.string().min(1).meta({ description: "Section and number as the document prints them: 端末13" });
export const partId = z.string().min(1).meta({ description: "Id of a part of the item" });
export const scalar = z.union([z.string(), z.number(), z.boolean()]);
