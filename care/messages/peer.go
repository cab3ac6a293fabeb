package messages

func play(c *call) int { return exitUsage }
