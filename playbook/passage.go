package playbook

import "strings"

// Find returns where the clause's passage stands in the text of the document,
// as byte offsets: it starts at the Nth place that reads like its first words
// and ends with the first place after it that reads like its last.
func (c *Clause) Find(document string) (start, end int, ok bool) {
	if len(c.Words) == 0 || c.Words[0] == "" {
		return 0, 0, false
	}
	first, last := c.Words[0], c.Words[len(c.Words)-1]
	start = -1
	for range max(c.Nth, 1) {
		i := strings.Index(document[start+1:], first)
		if i < 0 {
			return 0, 0, false
		}
		start += 1 + i
	}
	if end = start + len(first); len(c.Words) == 1 {
		return start, end, true
	}
	i := strings.Index(document[end:], last)
	if i < 0 {
		return 0, 0, false
	}
	return start, end + i + len(last), true
}
