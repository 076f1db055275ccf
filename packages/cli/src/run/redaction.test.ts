import { expect } from "chai";

import { redactor } from "./redaction.js";

describe("redactor", () => {
  it("takes out the value of every variable that holds a secret, wherever it stands", () => {
    const redact = redactor({ PULUMI_CONFIG_PASSPHRASE: "open sesame", MY_TOKEN: "abcd1234", AWS_KEY: "short" });
    expect(redact("x open sesame y abcd1234")).to.equal("x [redacted] y [redacted]");
  });

  it("takes out passwords in addresses and in options that sound like one", () => {
    const redact = redactor({});
    expect(redact("postgres://kijun:s3cret@db/kijun")).to.equal("postgres://kijun:[redacted]@db/kijun");
    expect(redact("--config app:password=s3cret --target x")).to.equal("--config app:password=[redacted] --target x");
  });

  it("leaves places and everything else as they are", () => {
    const redact = redactor({ KIJUN_CREDENTIALS: "/home/a/credentials.json", PULUMI_CONFIG_PASSPHRASE_FILE: "/p" });
    const text = "KITA-T001 not read CREDENTIAL_MISSING the credential file /home/a/credentials.json does not exist";
    expect(redact(text)).to.equal(text);
  });
});
