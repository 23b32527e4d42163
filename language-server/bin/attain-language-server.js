#!/usr/bin/env node
// Starts the bundled language server.
import "../dist/server.js";
