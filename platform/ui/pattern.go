package ui

// patternTokens draw the band under the header, the sign beside the name and the foot of the
// opening of a page with gradients, so that no picture is fetched.
var patternTokens = map[string]string{
	"waves": "--sk-hem:radial-gradient(ellipse 1.02rem .72rem at 50% 100%,var(--sk-hem-b) 96%,#0000) 50%/2rem .75rem;" +
		"--sk-sign-shape:polygon(0 0,100% 0,100% 62%,50% 100%,0 62%);" +
		"--sk-sign-image:" + wave("66%", "hem-b") + "," + wave("46%", "hem-c") + ";" +
		"--sk-foot:radial-gradient(ellipse 1.55rem 1.1rem at 50% 100%,var(--sk-hero) 97%,#0000) 0 100%/3rem 1.2rem repeat-x;",
	"gables": "--sk-hem:conic-gradient(from 135deg at 50% 0,var(--sk-hem-b) 90deg,#0000 0) 50%/1.5rem .75rem;" +
		"--sk-sign-shape:polygon(0 100%,0 46%,14% 46%,14% 32%,27% 32%,27% 18%,40% 18%,40% 5%,60% 5%,60% 18%,73% 18%," +
		"73% 32%,86% 32%,86% 46%,100% 46%,100% 100%);" +
		"--sk-sign-image:" + pane("50% 100%/26% 27%") + "," + pane("20% 62%/17% 15%") + "," + pane("80% 62%/17% 15%") +
		"," + pane("50% 62%/17% 15%") + "," + pane("50% 34%/17% 15%") + ";" +
		"--sk-foot:conic-gradient(from 135deg at 50% 0,var(--sk-hero) 90deg,#0000 0) 0 100%/2.5rem 1.25rem repeat-x;",
	"tiles": "--sk-hem:conic-gradient(#0000 25%,var(--sk-hem-b) 0 50%,#0000 0 75%,var(--sk-hem-b) 0) 50%/1.5rem .75rem;" +
		"--sk-sign-shape:polygon(50% 0,100% 25%,100% 75%,50% 100%,0 75%,0 25%);" +
		"--sk-sign-image:conic-gradient(from 62.5deg,var(--sk-hem-c) 117.5deg,var(--sk-hem-b) 0 235deg,#0000 0);" +
		"--sk-foot:conic-gradient(#0000 25%,var(--sk-hero) 0 50%,#0000 0 75%,var(--sk-hero) 0) 0 100%/2rem 1rem repeat-x;",
	"stripes": "--sk-hem:repeating-linear-gradient(115deg,var(--sk-hem-b) 0 .75rem,#0000 0 1.5rem);" +
		"--sk-sign-shape:polygon(0 0,100% 0,100% 100%,50% 80%,0 100%);" +
		"--sk-sign-image:linear-gradient(135deg,#0000 28%,var(--sk-hem-c) 0 36%,#0000 0 42%,var(--sk-hem-b) 0 62%,#0000 0 68%,var(--sk-hem-c) 0 76%,#0000 0);" +
		"--sk-foot:repeating-linear-gradient(115deg,var(--sk-hero) 0 1rem,#0000 0 2rem) 0 100%/100% 1rem no-repeat;",
	"fields": "--sk-hem:linear-gradient(90deg,var(--sk-hem-b) 50%,var(--sk-hem-c) 0 66%,#0000 0 83%,var(--sk-hem-c) 0) 50%/6rem .75rem;" +
		"--sk-sign-shape:ellipse(50% 40.9% at 50% 50%);" +
		"--sk-sign-image:linear-gradient(172deg,#0000 68%,var(--sk-hem-c) 68.5%)," +
		"radial-gradient(circle at 66% 44%,var(--sk-hem-b) 19%,#0000 19.7%),linear-gradient(7deg,var(--sk-hem-c) 36%,#0000 36.5%);" +
		"--sk-foot:linear-gradient(90deg,var(--sk-hero) 40%,#0000 0 55%,var(--sk-hero) 0 75%,#0000 0) 0 100%/8rem 1rem repeat-x;",
}

// wave is water with three crests, from a height down.
func wave(height, colour string) string {
	return "radial-gradient(ellipse 52% 8% at 50% " + height + ",var(--sk-" + colour + ") 97%,#0000) 0 0/33.4% 100%," +
		"linear-gradient(#0000 " + height + ",var(--sk-" + colour + ") 0)"
}

// pane is a window or a door in a front.
func pane(place string) string {
	return "linear-gradient(var(--sk-hem-b),var(--sk-hem-b)) " + place + " no-repeat"
}
