#!/usr/bin/env node
/* Written for any Node.js: what is too old for the rest must still be able to read this file and say so. */
"use strict";
var oldest = require("../package.json").engines.node.replace(">=", "");

function isOlder(version, other) {
  var left = version.split(".").map(Number);
  var right = other.split(".").map(Number);
  for (var i = 0; i < 3; i++) if (left[i] !== right[i]) return left[i] < right[i];
  return false;
}

if (isOlder(process.versions.node, oldest)) {
  process.stderr.write(
    "error: NODE_TOO_OLD: kijun needs Node.js " +
      oldest +
      " or newer, this is " +
      process.versions.node +
      " (" +
      process.execPath +
      ")\n" +
      "  next: Install a newer Node.js, or put it first on PATH.\n",
  );
  process.exitCode = 2;
} else {
  require("./load.js");
}
