import { expect } from "chai";

import { renderJunit } from "./render-junit.js";
import { checkOf, findingOf, partOf } from "./sample-check.fixture.test.js";

describe("renderJunit", () => {
  it("writes a failure, an error for what nobody can judge, and a skipped case for what nobody looked at", () => {
    const xml = renderJunit(
      checkOf([
        findingOf(partOf("T1", "pass", [{ live: 5 }])),
        findingOf(partOf("T2", "fail", [{ live: 10, wanted: 5 }])),
        findingOf(partOf("T3", "error", [], { because: "UNREACHABLE WINRM_TIMEOUT" })),
        findingOf(partOf("T4", "unknown", [], { because: "BASELINE_UNAPPROVED" })),
        findingOf(partOf("T5", "notchecked", [], { because: "NOT_ATTESTED" })),
      ]),
      "en",
    );
    expect(xml).to.include('tests="5" failures="1" errors="2" skipped="1"');
    expect(xml).to.match(/name="T1" time="0">\n +<system-out>lockout live 2026-01-14T01:00:00Z 0{64}<\/system-out>/);
    expect(xml).to.include("lockout: account-lockout.thresholdAttempts, live 10, wanted 5</failure>");
    expect(xml).to.match(
      /name="T3"[^]*?<error message="error" type="error">lockout: the machine could not be read WINRM/,
    );
    expect(xml).to.match(/name="T4"[^]*?<error message="unknown" type="unknown">/);
    expect(xml).to.match(/name="T5"[^]*?<skipped message="unchecked" type="notchecked">/);
  });

  it("lets no text of a machine out of its place, and nothing through that XML 1.0 forbids", () => {
    const live = '</failure><script>&"\u0000\u001b\ud800]]>\r\n';
    const xml = renderJunit(checkOf([findingOf(partOf("T1", "fail", [{ live }]))]), "en");
    expect(xml)
      .to.include("live &lt;/failure&gt;&lt;script&gt;&amp;&quot;\uFFFD\uFFFD\uFFFD]]&gt;\n")
      .and.not.include("\r");
    expect(xml.match(/<\/failure>/g)).to.have.lengthOf(1);
  });

  it("is a document also where nothing was judged", () => {
    expect(renderJunit(checkOf([]), "ja")).to.equal(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kijun" tests="0" failures="0" errors="0" skipped="0">\n</testsuites>\n',
    );
  });
});
