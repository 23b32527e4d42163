#!/usr/bin/env node
// Starts the bundled command line.
import "../dist/attain.js";
