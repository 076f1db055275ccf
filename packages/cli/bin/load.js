/* Apart from kijun.js, because an old Node.js cannot even read this line. */
import("../dist/main.js");
