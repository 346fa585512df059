package document

import "strings"

// chain is groups of digits with nothing but separators between them.
type chain struct {
	digits []byte
	places []mark // where each digit stands
	groups []group
	x      int // where an X ends that stands behind the last group, 0 for none
}

// group is digits that stand together.
type group struct {
	lo, hi int  // in the digits of the chain
	gap    gap  // what stands before it
	apart  bool // typed digit by digit
}

// gap is what stands between two groups; nothing does between digits and Chinese
// numerals.
type gap struct {
	n     int
	point bool // nothing but a decimal point
	dash  bool // nothing but a dash, as in a range
	list  rune // a mark that parts the items of a list, 0 for none
}

// Separators, as folded. The first may stand in any number that is typed in
// groups; a list's parts are more often figures of their own.
const (
	joins = " -~·_()."
	lists = ",、/\n"
)

// separate adds a rune to the gap, if it may stand in one.
func (g *gap) separate(r rune) bool {
	list := strings.ContainsRune(lists, r)
	if !list && !strings.ContainsRune(joins, r) {
		return false
	}
	if list {
		g.list = r
	}
	g.point, g.dash = r == '.' && g.n == 0, r == '-' && (g.n == 0 || g.dash)
	g.n++
	return true
}

// reader cuts a text into its chains, in one pass.
type reader struct {
	marks []mark
	all   []chain
	c     chain
	gap   gap
}

func chains(text string) []chain {
	r := reader{marks: fold(text)}
	for i := 0; i < len(r.marks); {
		switch m := r.marks[i]; {
		case word(m):
			i = r.word(i)
		case m.han:
			i = r.take(i, func(m mark) bool { return m.han })
		default:
			if !r.gap.separate(m.r) {
				r.end()
			}
			i++
		}
	}
	r.end()
	return r.all
}

// word reads a word of ASCII digits and letters: of a hash nothing, else its
// digits. An X ends an identity number where it follows digits or stands alone
// behind them.
func (r *reader) word(i int) int {
	end := i
	for end < len(r.marks) && word(r.marks[end]) {
		end++
	}
	if hash(r.marks[i:end]) {
		r.end()
		return end
	}
	for start := i; i < end; {
		if digit(r.marks[i].r) {
			i = r.take(i, func(m mark) bool { return word(m) && digit(m.r) })
			continue
		}
		alone := end-start == 1 && r.gap.list == 0
		if m := r.marks[i]; (m.r == 'X' || m.r == 'x') && len(r.c.groups) > 0 && (r.gap.n == 0 || alone) {
			r.c.x = m.to
		}
		r.end()
		i++
	}
	return end
}

// A digest is at least 24 places long, and letters and digits change often in
// it. Numbers with a few letters between them are none.
const (
	hashPlaces  = 24
	hashChanges = 6
)

func hash(word []mark) bool {
	changes := 0
	for i := 1; i < len(word); i++ {
		if digit(word[i].r) != digit(word[i-1].r) {
			changes++
		}
	}
	return len(word) >= hashPlaces && changes >= hashChanges
}

// take adds the group at i.
func (r *reader) take(i int, fits func(mark) bool) int {
	g := group{lo: len(r.c.digits), gap: r.gap}
	for ; i < len(r.marks) && fits(r.marks[i]); i++ {
		r.c.digits = append(r.c.digits, byte(r.marks[i].r))
		r.c.places = append(r.c.places, r.marks[i])
	}
	g.hi = len(r.c.digits)
	r.c.groups, r.gap = append(r.c.groups, g), gap{}
	return i
}

// end ends the chain.
func (r *reader) end() {
	if len(r.c.groups) > 0 {
		r.c.join()
		r.all = append(r.all, r.c)
	}
	r.c, r.gap = chain{}, gap{}
}

// join makes one group of the digits of a number that is typed digit by digit:
// of all single digits in a row that are as many as a mobile number has.
func (c *chain) join() {
	var out []group
	for i := 0; i < len(c.groups); {
		n := 1
		for c.single(i) && i+n < len(c.groups) && c.single(i+n) && c.groups[i+n].gap.list == 0 {
			n++
		}
		if n < mobilePlaces {
			out = append(out, c.groups[i:i+n]...)
		} else {
			g := c.groups[i]
			g.hi, g.apart = c.groups[i+n-1].hi, true
			out = append(out, g)
		}
		i += n
	}
	c.groups = out
}

func (c *chain) single(i int) bool { return c.groups[i].hi-c.groups[i].lo == 1 }
