/** The program `attain`. */
import { start } from "./main.ts";

await start();
