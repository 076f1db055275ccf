/* Apart from kijun.js, because an old Node.js has no way to load a module from here. Required, not imported: that starts a fifth sooner. */
require("../dist/main.js");
