// The floor of `bench:preview`: answers every call of the engine from memory, so that what is left is the engine itself.
const { areaText } = require("@kijun/core");
const { fleetFilePath, readFleetFile } = require("@kijun/provider/run");

const READ_AT = new Date(0).toISOString();

exports.provider = () => {
  const machines = () => readFleetFile(fleetFilePath(process.argv[2]));
  let known;
  const declared = (host) => {
    known ??= machines();
    const { address, port, transport, credential, site, areas } = known.get(host.toLowerCase());
    const texts = Object.fromEntries(Object.entries(areas).map(([property, area]) => [property, areaText(area)]));
    return { host, address, port, transport, credential, site, reading: "complete", ...texts };
  };
  const outputs = (host) => ({ host, __live: JSON.stringify(declared(host)), __readAt: READ_AT });
  return {
    check: async (_olds, { host }) => ({ inputs: declared(host), failures: [] }),
    diff: async () => ({}),
    read: async (id) => ({ id, props: outputs(id), inputs: declared(id) }),
    create: async ({ host }) => ({ id: host, outs: outputs(host) }),
    update: async (id) => ({ outs: outputs(id) }),
    delete: async () => undefined,
  };
};
