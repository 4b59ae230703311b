// The script of a page that needs no other.
import { startTheme } from "./theme.ts";

startTheme();
