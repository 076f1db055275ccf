/**
 * Loaded before a program or a pack, so that an error they throw is shown at once.
 *
 * Node 20.20, and others before the fix of https://github.com/nodejs/node/issues/64011, loop until the heap is full when
 * `util.inspect(error, { colors: true })` meets a stack line with nothing behind the package, like
 * `node_modules/@pulumi/resource.ts:1598`. The source maps of `@pulumi/pulumi` produce exactly such lines, and it
 * shows every error with that call: without this file a typing mistake costs 45 seconds and ends as "out of memory".
 * Colours are what leads into the loop.
 */
"use strict";

const util = require("node:util");

util.inspect = new Proxy(util.inspect, {
  apply(inspect, self, [value, options, ...rest]) {
    const plain = options?.colors ? { ...options, colors: false } : options;
    return Reflect.apply(inspect, self, [value, plain, ...rest]);
  },
});
