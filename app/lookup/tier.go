package lookup

// Tier is a class of matches; a better tier always comes first.
type Tier int

// The tiers, the best first.
const (
	TierExact      Tier = iota // the name itself
	TierPrefix                 // the name begins so
	TierWordPrefix             // words of the name begin so, in any order
	TierSubstring              // the name has the words in it, in any order
	TierFuzzy                  // the name has the letters in this order
	TierSpelling               // the name is spelt much like it
)

// String is the tier's name in JSON: "exact", "prefix", "word prefix",
// "substring", "fuzzy", "spelling".
func (t Tier) String() string {
	switch t {
	case TierExact:
		return "exact"
	case TierPrefix:
		return "prefix"
	case TierWordPrefix:
		return "word prefix"
	case TierSubstring:
		return "substring"
	case TierFuzzy:
		return "fuzzy"
	default:
		return "spelling"
	}
}
