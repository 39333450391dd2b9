// What pages do beyond links and forms: keys, palette, toasts. Everything works without it.
"use strict";
