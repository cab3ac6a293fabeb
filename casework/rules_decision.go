package casework

import "codeberg.org/samenkracht/samenkracht/platform/access"

// decisionRules says who prepares and takes decisions.
var decisionRules []access.Rule
