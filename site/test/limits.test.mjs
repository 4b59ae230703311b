// What a program may use up in the page: many goroutines run to their end, and
// whoever wants more than there is gets an outcome that says so. The page
// lives, and the next program runs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { dist } from "./support/truth.mjs";

const sample = "waitgroup";

/** How long a run may take on a slow machine; most of it is the way to the limit. */
const patienceMs = 240_000;

const program = (body, declarations = "") => {
  const used = ["fmt", "runtime", "sort", "sync", "time"].filter((name) => `${body}${declarations}`.includes(`${name}.`));
  return `package main\n\nimport (\n${used.map((name) => `\t"${name}"\n`).join("")})\n\n${declarations}\n\nfunc main() {\n${body}\n}\n`;
};

const blocked = program(`
	const n = 100_000
	c := make(chan int)
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-c
		}()
	}
	time.Sleep(time.Second)
	fmt.Println(runtime.NumGoroutine())
	close(c)
	wg.Wait()
	fmt.Println(runtime.NumGoroutine())`);

const overflow = /stack overflow/;
const memory = /MB of (memory|goroutine stacks)/;
const bombs = [
  ["recursion", program("_ = f(0)", "func f(n int) int { return 1 + f(n+1) }"), overflow],
  ["recursion through closures", program("var f func()\nf = func() { f() }\nf()"), overflow],
  ["recursion through an interface", program("T{}.M()", "type I interface{ M() }\ntype T struct{}\nfunc (t T) M() { var i I = t; i.M() }"), overflow],
  ["recursion that defers", program("f()", "func f() { defer func() {}(); f() }"), overflow],
  ["recursion through String", program("fmt.Println(T{})", "type T struct{}\nfunc (t T) String() string { return fmt.Sprint(t) }"), overflow],
  ["a panic far down", program("f(1000)", "func f(n int) {\nif n == 0 {\npanic(1)\n}\nf(n - 1)\n}"), /panic: 1/],
  ["a growing slice", program("var s [][1024]int\nfor {\ns = append(s, [1024]int{})\n}"), memory],
  ["a doubled string", program('s := "x"\nfor {\ns += s\n}'), memory],
  ["a growing map", program("m := map[int][100]int{}\nfor i := 0; ; i++ {\nm[i] = [100]int{}\n}"), memory],
  ["slices in a channel", program("c := make(chan []byte, 100_000)\nfor {\nc <- make([]byte, 1<<20)\n}"), memory],
  ["output", program('for {\nfmt.Println("a line and another line and another line")\n}'), /bytes of output|events/],
  ["blocked goroutines", program("for {\ngo func() { select {} }()\n}"), memory],
  ["sleeping goroutines", program("for {\ngo time.Sleep(time.Hour)\n}"), memory],
  ["a loop", program("for {\n}"), /statements/],
  ["a loop in a callback", program("sort.Slice([]int{2, 1}, func(i, j int) bool {\nfor {\n}\n})"), /statements/],
  ["a loop over select", program("c := make(chan int)\nfor {\nselect {\ncase <-c:\ndefault:\n}\n}"), /statements|events/],
];

// A bomb of each kind takes a minute, all of them several (GOPARK_LIMITS=all).
const chosen = ["recursion", "output", "a loop in a callback"];
const tried = process.env.GOPARK_LIMITS === "all" ? bombs : bombs.filter(([name]) => chosen.includes(name));

// One browser is enough: what differs between browsers is the size of the
// stack and of the memory, and Chromium has less of both.
const { start } = browsers.find(({ name }) => name === "Chromium");

describe("limits", () => {
  let host;
  let browser;
  let stop;
  let page;
  before(async () => {
    host = await serve(dist());
    ({ browser, stop } = await start());
    page = await ScenarioPage.open(browser, `${host.url}${sample}.html`);
    await page.untilLoaded();
  });
  after(async () => {
    await stop?.();
    host?.close();
  });

  /** Runs a program to its end; what the page then says about it. */
  async function outcomeOf(text) {
    await page.comeBackTo(sample, [text]);
    const loaded = () => page.page.evaluate(() => window.playerMessages.filter((m) => m.type === "loaded").length);
    const earlier = await loaded();
    await page.page.click("#run");
    await page.page.waitForFunction(
      (n) => window.playerMessages.filter((m) => m.type === "loaded").length > n || document.querySelector("#status.bad") !== null,
      { timeout: patienceMs, polling: 100 },
      earlier,
    );
    assert.ok((await loaded()) > earlier, `no picture: ${await page.text("#status")}`);
    await page.page.click("#end");
    await page.until("the outcome is shown", () => !document.querySelector("#outcome").hidden && document.querySelector("#outcome").textContent !== "");
    assert.deepEqual(page.errors, []);
    return page.text("#outcome");
  }

  async function runsOn() {
    assert.match(await outcomeOf(program('fmt.Println("still here")')), /exit status 0|returned|ended/i);
    assert.deepEqual(await page.printed(), ["G1 │ still here"]);
  }

  test("100,000 goroutines are blocked at once", async () => {
    await outcomeOf(blocked);
    assert.deepEqual(await page.printed(), ["G1 │ 100001", "G1 │ 1"]);
    await runsOn();
  });

  for (const [name, text, wanted] of tried) {
    test(`${name}: a clear outcome, and the page lives`, async () => {
      assert.match(await outcomeOf(text), wanted);
      await runsOn();
    });
  }
});
