// @ts-check
/** What every page does beyond its HTML: each step is for comfort, and the page is whole without it. */

import { showFigures } from "./statistics.js";
import { wrapTables } from "./tables.js";

wrapTables(document);
showFigures(document);
