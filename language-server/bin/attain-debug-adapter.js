#!/usr/bin/env node
// Starts the bundled debug adapter.
await import("../dist/debug-adapter.js");
