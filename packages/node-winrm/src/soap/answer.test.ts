import { expect } from "chai";
import fc from "fast-check";
import { readAnswer } from "./answer.js";
import { buildEnvelope } from "./envelope.js";
import { normaliseFaultCode } from "./fault-table.js";
import { commandBody, readReceived, readShellId } from "./shell-messages.js";
import type { Element } from "./xml-tree.js";
import { escapeXml, parseDocument } from "./xml-tree.js";
import { Namespace } from "./namespaces.js";

const soap = (body: string, header = ""): string =>
  `<?xml version="1.0"?><e:Envelope xmlns:e="${Namespace.SOAP}" xmlns:a="${Namespace.ADDRESSING}"><e:Header>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
const read = (xml: string, status = 500): Element =>
  readAnswer(xml, { operation: "Create", status, messageId: "uuid:1" });

describe("readAnswer", () => {
  it("reads a quota fault of form B, which names no message", () => {
    const detail =
      '<p:MSFT_WmiError xmlns:p="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/MSFT_WmiError"><p:error_Code>2150859174</p:error_Code><p:Message>too many</p:Message><p:MessageID>HRESULT 0x803381a6</p:MessageID></p:MSFT_WmiError>';
    const xml = soap(
      `<e:Fault><e:Code/><e:Reason><e:Text>r</e:Text></e:Reason><e:Detail>${detail}</e:Detail></e:Fault>`,
    );
    expect(() => read(xml))
      .to.throw("operations per user (code 2150859174): too many")
      .with.property("code", "WINRM_QUOTA");
  });

  it("takes the class from the outer fault and the text from the innermost", () => {
    const inner = `<f:WSManFault Code="2"><f:Message>真因</f:Message></f:WSManFault>`;
    const detail = `<f:WSManFault xmlns:f="${Namespace.FAULT}" Code="5"><f:Message><f:ProviderFault>${inner}</f:ProviderFault></f:Message></f:WSManFault>`;
    const xml = soap(`<e:Fault><e:Detail>${detail}</e:Detail></e:Fault>`, "<a:RelatesTo>uuid:1</a:RelatesTo>");
    expect(() => read(xml))
      .to.throw("真因")
      .with.property("code", "WINRM_ACCESS_DENIED");
  });

  it("reads the subcode when a fault has no detail", () => {
    const xml = soap(
      `<e:Fault><e:Code><e:Subcode><e:Value>w:TimedOut</e:Value></e:Subcode></e:Code></e:Fault>`,
      "<a:RelatesTo>uuid:1</a:RelatesTo>",
    );
    expect(() => read(xml))
      .to.throw()
      .with.property("faultCode", 2150858793);
  });

  it("refuses anything but a SOAP envelope with a body for its message", () => {
    for (const xml of [
      "",
      "<html/>",
      "<a><b></a>",
      soap("").replace("<e:Body></e:Body>", ""),
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      soap("<x/>"),
    ]) {
      expect(() => read(xml, 200))
        .to.throw()
        .with.property("code", "WINRM_PROTOCOL");
    }
  });

  it("never quotes a document it cannot parse", () => {
    expect(() => parseDocument("<secret>value")).to.throw(/^(?!.*value)/u);
  });
});

describe("XML building and reading", () => {
  it("returns any text that XML can carry as it was", () => {
    const text = fc
      .string({ unit: "grapheme" })
      .filter((value) => value.split("").every((unit) => unit >= " " && unit < "\ufffe"));
    fc.assert(
      fc.property(text, (value) => {
        expect(parseDocument(`<a>${escapeXml(`|${value}|`)}</a>`).text).to.equal(`|${value}|`);
        expect(parseDocument(`<a b="${escapeXml(value)}"/>`).attribute("b")).to.equal(value);
      }),
    );
  });

  it("refuses lone surrogates and control characters", () => {
    for (const text of ["\ud800", "\0", "\u001b[0m", "\uffff"]) expect(() => escapeXml(text)).to.throw("cannot carry");
  });

  it("gives every message an id of its own and marks what has to be understood", () => {
    const build = (): { bytes: Buffer; messageId: string } =>
      buildEnvelope({
        to: "http://h:5985/wsman",
        action: "urn:x",
        body: commandBody("a"),
        maxEnvelopeSize: 153_600,
        operationTimeoutSeconds: 20,
        sessionId: "uuid:S",
        shellId: "S&1",
        options: { WINRS_CODEPAGE: "65001" },
      });
    const [first, second] = [build(), build()];
    expect(first.messageId)
      .to.match(/^uuid:[0-9A-F-]{36}$/u)
      .and.not.equal(second.messageId);
    const header = parseDocument(first.bytes.toString()).child(Namespace.SOAP, "Header") as Element;
    expect(header.child(Namespace.WSMAN, "SelectorSet")?.text).to.equal("S&1");
    expect(header.child(Namespace.WSMAN, "OptionSet")?.attribute("mustUnderstand")).to.equal("true");
    expect(header.child(Namespace.WSMAN, "OperationTimeout")?.text).to.equal("PT20S");
  });

  it("reads streams, state and exit code of a ReceiveResponse, and passes over what it does not know", () => {
    const body = parseDocument(
      `<b xmlns:r="${Namespace.SHELL}"><r:ReceiveResponse><r:New/><r:Stream Name="stdout" CommandId="C1">YW\nJj</r:Stream>` +
        `<r:Stream Name="stderr" CommandId="C1">ZQ==</r:Stream><r:Stream Name="stdout" CommandId="OTHER">eA==</r:Stream><r:Stream Name="stdout" CommandId="C1" End="true"/>` +
        `<r:CommandState CommandId="c1" State="${Namespace.SHELL}/CommandState/Done"><r:ExitCode>-1</r:ExitCode></r:CommandState></r:ReceiveResponse></b>`,
    );
    const received = readReceived(body, "C1");
    expect(received.stdout.toString() + received.stderr.toString()).to.equal("abce");
    expect(received).to.include({ done: true, exitCode: 4294967295 });
  });

  it("reports an answer to Create that names no shell", () => {
    expect(() => readShellId(parseDocument("<b/>"))).to.throw("names no shell");
  });

  it("normalises fault codes in decimal, signed and hexadecimal form", () => {
    expect(["5", "-2144108503", "0x80338029", "2150858793", "", "x", undefined].map(normaliseFaultCode)).to.deep.equal([
      5,
      2150858793,
      2150858793,
      2150858793,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
