#!/usr/bin/env node
// Starts the bundled language server.
await import("../dist/server.js");
