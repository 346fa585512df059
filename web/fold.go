package web

import (
	"html/template"
	"strings"
	"text/template/parse"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// fold puts the texts that depend on nothing but the language, {{t "key"}},
// into the templates themselves: half of what a page would call a function for.
func fold(t *template.Template, p *locale.Printer) {
	for _, each := range t.Templates() {
		if each.Tree != nil {
			foldList(each.Tree.Root, p)
		}
	}
}

func foldList(list *parse.ListNode, p *locale.Printer) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			if text, ok := constant(n.Pipe, p); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			foldBranch(&n.BranchNode, p)
		case *parse.RangeNode:
			foldBranch(&n.BranchNode, p)
		case *parse.WithNode:
			foldBranch(&n.BranchNode, p)
		}
	}
}

func foldBranch(b *parse.BranchNode, p *locale.Printer) {
	foldList(b.List, p)
	foldList(b.ElseList, p)
}

// constant returns the text of {{t "key"}}; one that has to be escaped where it
// stands is left to the template.
func constant(pipe *parse.PipeNode, p *locale.Printer) (text string, ok bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	function, isName := pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	key, isText := pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !isName || !isText || function.Ident != "t" {
		return "", false
	}
	text = p.T(key.Text)
	return text, !strings.ContainsAny(text, "<>&+\"'`\x00")
}
