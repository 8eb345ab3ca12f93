// Improves pages that already work without it. One file a concern, none of them needed.
import "./theme.js";
import "./forms.js";
import "./autosave.js";
import "./keep.js";
import "./navigation.js";
import "./tables.js";
import "./progress.js";
import "./grid.js";
import "./folds.js";
