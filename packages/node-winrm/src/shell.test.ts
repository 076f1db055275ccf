import { expect } from "chai";
import { fault } from "./scripted-shells.fixture.test.js";
import type { TraceEvent } from "./trace-event.js";
import { ClientBench, failure } from "./winrm-client.fixture.test.js";

describe("Shell", () => {
  let bench: ClientBench;
  afterEach(() => bench.close());

  it("tells of a shell before it asks for it, by the id that it proposes, and when it is over", async () => {
    bench = new ClientBench();
    const events: string[] = [];
    const trace = (event: TraceEvent): void => {
      if (event.kind === "shell") events.push(`${event.state} ${event.id}`);
    };
    let proposed = "";
    bench.shells.intercept = ({ operation, xml }) => {
      if (operation !== "Create") return undefined;
      proposed = /<rsp:Shell ShellId="([0-9A-F-]{36})">/u.exec(xml)?.[1] ?? "";
      expect(events).to.deep.equal([`opening ${proposed}`]);
      return undefined;
    };
    const client = await bench.client({ trace });
    const { id } = await client.openShell();
    expect(events.splice(0), "the server chose another").to.deep.equal([
      `opening ${proposed}`,
      `over ${proposed}`,
      `opening ${id}`,
    ]);
    await client.close();
    expect(events).to.deep.equal([`over ${id}`]);
  });

  it("tells that a shell is over which the server refused, and one that could not be deleted", async () => {
    bench = new ClientBench();
    const states: string[] = [];
    const trace = (event: TraceEvent): void => {
      if (event.kind === "shell") states.push(event.state);
    };
    const client = await bench.client({ trace });
    bench.shells.intercept = ({ messageId }) => fault(messageId, 2150859173);
    expect((await failure(client.openShell())).code).to.equal("WINRM_QUOTA");
    expect(states.splice(0)).to.deep.equal(["opening", "over"]);
    bench.shells.intercept = () => undefined;
    await client.openShell();
    bench.shells.intercept = () => "reset";
    await client.close();
    expect(states.at(-1)).to.equal("over");
    expect(bench.shells.shells.size).to.equal(1);
  });

  it("deletes a shell of another client by its id, and says when there is none", async () => {
    bench = new ClientBench();
    const { id } = await (await bench.client()).openShell();
    const client = await bench.client();
    expect(await client.deleteShell(id)).to.equal(true);
    expect(bench.shells.shells.size).to.equal(0);
    expect(await client.deleteShell(id)).to.equal(false);
    bench.shells.intercept = ({ messageId }) => fault(messageId, 5);
    expect((await failure(client.deleteShell(id))).code).to.equal("WINRM_ACCESS_DENIED");
  });
});
