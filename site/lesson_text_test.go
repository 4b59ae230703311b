package site

import (
	"strings"
	"testing"
)

func TestParagraphsAreTiedToMarks(t *testing.T) {
	marks := []mark{{Name: "waits", Step: 12}, {Name: "woken", Step: 20}}
	html, err := lessonText([]byte("Free.\n\n@waits\nMain *waits*\nhere.\n\n- @woken\n  Woken.\n- Not tied.\n\nMail a@waits\nor @waits here.\n"), marks)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<p>Free.</p>",
		`<p data-mark="waits" data-step="12">Main <em>waits</em>` + "\nhere.</p>",
		`<li data-mark="woken" data-step="20">Woken.</li>`,
		"<li>Not tied.</li>",
		"<p>Mail a@waits\nor @waits here.</p>",
	} {
		if !strings.Contains(string(html), want) {
			t.Errorf("expected %s in\n%s", want, html)
		}
	}
	if _, err := lessonText([]byte("@nobody\nText.\n"), marks); err == nil || !strings.Contains(err.Error(), `"nobody"`) {
		t.Errorf("expected an error about the mark that is missing, found %v", err)
	}
}
