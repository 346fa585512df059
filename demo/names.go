package demo

import "fmt"

var (
	surnames = []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
	firsts   = []rune("建志海春雪玉晓文立永秋庆宝俊明德新国红艳丽淑桂彦瑞振东向云凤")
	seconds  = []rune("峰强平霞梅兰伟涛勇军芳英娟杰超辉斌鹏飞玲敏静洁磊刚毅辰岩松柏")
)

// registry hands out invented names and numbers, each once.
type registry struct {
	given  map[string]bool
	phones int
}

// taken are the persons the plan names: nobody invented is called as they are.
var taken = []string{"张国晓", "李文生"}

func newRegistry() *registry {
	r := &registry{given: map[string]bool{}}
	for _, name := range taken {
		r.given[name] = true
	}
	return r
}

// name draws a name that nobody bears yet.
func (r *registry) name(d die) string {
	for {
		name := string([]rune{pick(d, surnames), pick(d, firsts), pick(d, seconds)})
		if !r.given[name] {
			r.given[name] = true
			return name
		}
	}
}

// phone returns the next number; numbers that begin with 100 are nobody's.
func (r *registry) phone() string {
	r.phones++
	return fmt.Sprintf("100%08d", 20180000+r.phones)
}
