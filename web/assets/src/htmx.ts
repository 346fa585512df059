// For pages that replace parts of themselves.
import "htmx.org/dist/htmx.esm.js";
