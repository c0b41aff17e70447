// Prometheus' own parser over the same bytes, for the bench of the exposition:
//
//	go run . FILE SECONDS
//
// reads the text format in FILE again and again for so long and prints one line of JSON: the best run with labels and
// without them, in nanoseconds, and what the consumer got, so that all readers can be seen to have read the same.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
)

// consumer is what every reader in the bench hands its samples to.
type consumer struct {
	Samples int     `json:"samples"`
	Labels  int     `json:"labels"`
	Sum     float64 `json:"sum"`
}

func (c *consumer) take(labelCount int, value float64) {
	c.Samples++
	c.Labels += labelCount
	if !math.IsNaN(value) && !math.IsInf(value, 0) {
		c.Sum += value
	}
}

func read(body []byte, symbols *labels.SymbolTable, withLabels bool) (consumer, error) {
	var got consumer
	parser, err := textparse.New(body, "text/plain; version=0.0.4", symbols, textparse.ParserOptions{})
	if parser == nil {
		return got, err
	}
	var set labels.Labels
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return got, err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		_, _, value := parser.Series()
		count := 0
		if withLabels {
			parser.Labels(&set)
			count = set.Len() - 1
		}
		got.take(count, value)
	}
}

func fastest(body []byte, withLabels bool, lasting time.Duration) (time.Duration, consumer, error) {
	best := time.Duration(math.MaxInt64)
	var got consumer
	for began := time.Now(); time.Since(began) < lasting || best == math.MaxInt64; {
		from := time.Now()
		one, err := read(body, labels.NewSymbolTable(), withLabels)
		if err != nil {
			return 0, one, err
		}
		best = min(best, time.Since(from))
		got = one
	}
	return best, got, nil
}

func run() error {
	if len(os.Args) != 3 {
		return errors.New("usage: go run . FILE SECONDS")
	}
	body, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	seconds, err := strconv.ParseFloat(os.Args[2], 64)
	if err != nil {
		return err
	}
	lasting := time.Duration(seconds * float64(time.Second))
	labelled, got, err := fastest(body, true, lasting)
	if err != nil {
		return err
	}
	bare, _, err := fastest(body, false, lasting)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"labelledNs": labelled, "bareNs": bare, "got": got})
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
