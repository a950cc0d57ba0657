// What makes pages that already work answer faster. Every part looks for what it needs and leaves when it is absent.
import { watchMenus } from "./menus.js";
import { watchDialogs } from "./dialogs.js";
import { watchForms } from "./forms.js";
import { watchFilters } from "./filters.js";
import { showThemes } from "./themes.js";
import { watchSearch } from "./suggestions.js";
import { lookAgain } from "./waiting.js";
import { offerNearMe } from "./near.js";

watchMenus();
watchDialogs();
watchForms();
watchFilters();
watchSearch();
showThemes();
lookAgain();
offerNearMe();
document.addEventListener("ponte:replaced", offerNearMe);
