import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { refuse } from "./wsman-faults.js";

const XML = "http://www.w3.org/XML/1998/namespace";

type Scope = ReadonlyMap<string, string>;

/** An element seen through its namespaces: clients choose their own prefixes (XML Namespaces 1.0, section 6). */
export class RequestElement {
  readonly namespace: string;
  readonly localName: string;
  readonly #element: XmlElement;
  readonly #scope: Scope;

  constructor(element: XmlElement, outer: Scope) {
    this.#element = element;
    this.#scope = declare(element, outer);
    const colon = element.name.indexOf(":");
    this.localName = element.name.slice(colon + 1);
    this.namespace = this.#resolve(colon < 0 ? "" : element.name.slice(0, colon));
  }

  is(namespace: string, localName: string): boolean {
    return this.localName === localName && this.namespace === namespace;
  }

  /** The value of an unqualified attribute. */
  attribute(name: string): string | undefined {
    return this.#element.attributes[name];
  }

  /** The value of an attribute in a namespace, whatever its prefix. */
  qualifiedAttribute(namespace: string, localName: string): string | undefined {
    for (const [name, value] of Object.entries(this.#element.attributes)) {
      const colon = name.indexOf(":");
      if (colon > 0 && name.slice(colon + 1) === localName && this.#scope.get(name.slice(0, colon)) === namespace)
        return value;
    }
    return undefined;
  }

  children(): RequestElement[] {
    const elements: RequestElement[] = [];
    for (const child of this.#element.children)
      if (child instanceof XmlElement) elements.push(new RequestElement(child, this.#scope));
    return elements;
  }

  child(namespace: string, localName: string): RequestElement | undefined {
    return this.children().find((child) => child.is(namespace, localName));
  }

  /** The text of the element and of all below it, untrimmed. */
  get text(): string {
    return this.#element.text;
  }

  #resolve(prefix: string): string {
    const namespace = this.#scope.get(prefix);
    if (namespace === undefined && prefix !== "") refuse("invalidXml");
    return namespace ?? "";
  }
}

function declare(element: XmlElement, outer: Scope): Scope {
  let scope: Map<string, string> | undefined;
  for (const name in element.attributes) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    scope ??= new Map(outer);
    scope.set(name.slice(6), element.attributes[name] ?? "");
  }
  return scope ?? outer;
}

/**
 * Parses a request.
 *
 * @throws WsmanFault 2150858819 for text that is not well-formed or declares a document type (entities are never wanted)
 */
export function parseRequestXml(text: string): RequestElement {
  if (text.includes("<!DOCTYPE")) refuse("invalidXml");
  try {
    const root = parseXml(text).root;
    if (root !== null) return new RequestElement(root, new Map([["xml", XML]]));
  } catch {
    // The parser's words are for an English reader at a terminal; the client gets the code.
  }
  return refuse("invalidXml");
}
