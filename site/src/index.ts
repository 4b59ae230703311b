// The script of the index page.
import { startTheme } from "./theme.ts";

startTheme();
