package document

// Kind is what sort of personal number was found.
type Kind string

// The numbers that may stand in no paper that goes out (domain-facts: mobile
// and landline numbers, resident identity numbers, bank cards). Their names are
// the messages «document.» + the kind.
const (
	Mobile   Kind = "mobile"
	Landline Kind = "landline"
	Identity Kind = "identity"
	Card     Kind = "card"
)

// Find is a personal number in a paper.
type Find struct {
	Kind  Kind
	Shown string // with its middle masked
	Path  string // address of its place, which pages use as the id of the element: «title», «practice-1», «block-3-r2-c1»
	Key   string // message that says the place in words
	Args  []any  // values that message names
}
