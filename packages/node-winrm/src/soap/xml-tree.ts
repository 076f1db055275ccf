import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { WinRMError } from "../winrm-error.js";

/** An element known by namespace and local name; prefixes differ from server to server and mean nothing. */
export class Element {
  readonly namespace: string;
  readonly localName: string;
  readonly #element: XmlElement;
  readonly #scope: ReadonlyMap<string, string>;

  constructor(element: XmlElement, inherited: ReadonlyMap<string, string>) {
    const declared = Object.entries(element.attributes).filter(
      ([name]) => name === "xmlns" || name.startsWith("xmlns:"),
    );
    this.#element = element;
    this.#scope =
      declared.length === 0
        ? inherited
        : new Map([...inherited, ...declared.map(([name, uri]): [string, string] => [name.slice(6), uri])]);
    const colon = element.name.indexOf(":");
    this.localName = element.name.slice(colon + 1);
    this.namespace = this.#scope.get(element.name.slice(0, Math.max(colon, 0))) ?? "";
  }

  get children(): Element[] {
    return this.#element.children
      .filter((child) => child instanceof XmlElement)
      .map((child) => new Element(child, this.#scope));
  }

  /** All text inside, also of descendants, without surrounding blanks. */
  get text(): string {
    return this.#element.text.trim();
  }

  /** Value of an attribute by its local name, whatever its prefix. */
  attribute(localName: string): string | undefined {
    return Object.entries(this.#element.attributes).find(
      ([name]) => name.slice(name.indexOf(":") + 1) === localName,
    )?.[1];
  }

  is(namespace: string, localName: string): boolean {
    return this.localName === localName && this.namespace === namespace;
  }

  /** Children of this name. */
  all(namespace: string, localName: string): Element[] {
    return this.children.filter((child) => child.is(namespace, localName));
  }

  /** First child of this name. */
  child(namespace: string, localName: string): Element | undefined {
    return this.children.find((child) => child.is(namespace, localName));
  }

  /** First element of this name at any depth below. */
  descendant(namespace: string, localName: string): Element | undefined {
    for (const child of this.children) {
      const found = child.is(namespace, localName) ? child : child.descendant(namespace, localName);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/**
 * Parses an answer. Document type declarations are refused outright, so entities can neither expand nor point anywhere.
 *
 * @throws WinRMError WINRM_PROTOCOL; the parser's own message is not passed on, because it quotes the document
 */
export function parseDocument(xml: string): Element {
  if (xml.includes("<!DOCTYPE")) throw new WinRMError("WINRM_PROTOCOL", "the answer has a document type declaration");
  let root: XmlElement | null;
  try {
    root = parseXml(xml).root;
  } catch {
    throw new WinRMError("WINRM_PROTOCOL", "the answer is not well-formed XML");
  }
  if (root === null) throw new WinRMError("WINRM_PROTOCOL", "the answer has no root element");
  return new Element(root, new Map());
}

/**
 * Escapes text for element content and attribute values.
 *
 * @throws WinRMError WINRM_PROTOCOL for characters which XML 1.0 cannot carry, such as control characters and lone surrogates
 */
export function escapeXml(text: string): string {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) {
    throw new WinRMError("WINRM_PROTOCOL", "the text has a character that XML cannot carry", {
      hint: "Remove control characters from the command line or option.",
    });
  }
  return text.replace(/[&<>"\r\n\t]/gu, (character) => `&#${character.charCodeAt(0)};`);
}
