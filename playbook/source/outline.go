package source

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Shape is what a node of an outline holds.
type Shape string

// The shapes.
const (
	Nothing Shape = "nothing" // «number:» without content
	Scalar  Shape = "scalar"
	Listed  Shape = "list"
	Mapped  Shape = "mapping"
)

// Node is a value of a file as it is laid out: what it holds and where it
// stands. Lines and columns count from 1, columns in characters.
type Node struct {
	Key             string // in a mapping
	KeyLine, KeyCol int    // of the key, 0 in a list
	Shape           Shape
	Flow            bool   // written on one line: {…} or […]
	Text            string // of a scalar
	Line, Col       int    // of the value's first character; 0 for nothing
	Nodes           []*Node
}

// Outline reads the layout of a file. A text that cannot be read at all is
// refused with its *Problems.
func Outline(src []byte) (*Node, error) {
	r, root := Read("", src, map[Noun][]string{})
	if !root.Given() {
		wrong, _ := r.Problems()
		return nil, &Problems{List: wrong}
	}
	return outline(root.node), nil
}

func outline(n ast.Node) *Node {
	out := &Node{Shape: Nothing}
	if n == nil {
		return out
	}
	switch n := n.(type) {
	case *ast.NullNode:
		if tok := n.GetToken(); tok.Type == token.NullType {
			out.Shape, out.Text = Scalar, tok.Value
		}
	case *ast.LiteralNode:
		out.Shape, out.Text = Scalar, n.Value.GetToken().Value
	case *ast.SequenceNode:
		out.Shape, out.Flow = Listed, n.IsFlowStyle
		for _, v := range n.Values {
			out.Nodes = append(out.Nodes, outline(v))
		}
	case ast.MapNode:
		m, ok := n.(*ast.MappingNode)
		out.Shape, out.Flow = Mapped, ok && m.IsFlowStyle
		for it := n.MapRange(); it.Next(); {
			child := outline(it.Value())
			key := it.Key().GetToken()
			child.Key, child.KeyLine, child.KeyCol = key.Value, key.Position.Line, key.Position.Column
			out.Nodes = append(out.Nodes, child)
		}
	case ast.ScalarNode:
		out.Shape, out.Text = Scalar, n.GetToken().Value
	}
	if tok := start(n); tok != nil && (out.Shape != Nothing) {
		out.Line, out.Col = tok.Position.Line, tok.Position.Column
	}
	return out
}
