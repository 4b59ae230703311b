package site

import "testing"

func TestHighlight(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"keywords, texts and numbers", "func f() string { return \"<b>\" + 'x' + 12 }\n",
			`<span class="line"><span class="tok-keyword">func</span> f() string { <span class="tok-keyword">return</span> ` +
				`<span class="tok-string">&#34;&lt;b&gt;&#34;</span> + <span class="tok-string">&#39;x&#39;</span> + <span class="tok-number">12</span> }</span>`},
		{"no span crosses a line", "/* a\nb */\nx\n",
			`<span class="line"><span class="tok-comment">/* a</span></span>` + "\n" +
				`<span class="line"><span class="tok-comment">b */</span></span>` + "\n" + `<span class="line">x</span>`},
		{"what does not scan stays", "x := \"open <\n", `<span class="line">x := <span class="tok-string">&#34;open &lt;</span></span>`},
		{"empty", "", `<span class="line"></span>`},
	}
	for _, tt := range tests {
		if got := string(highlight(tt.source)); got != tt.want {
			t.Errorf("%s:\nexpected %s\nfound    %s", tt.name, tt.want, got)
		}
	}
}
