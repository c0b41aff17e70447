// Makes the protobuf fixture of the exposition's tests:
//
//	go run ./protobuf TEXT_FILE OUT_FOLDER
//
// writes protobuf.bin, families of every type made with Prometheus' client model followed by those of the text file,
// delimited, and protobuf.json, what the protobuf parser of Prometheus makes of these bytes.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
)

type exemplarSaid struct {
	Labels      map[string]string `json:"labels"`
	Value       float64           `json:"value"`
	TimestampMs *int64            `json:"timestampMs,omitempty"`
}

type sampleSaid struct {
	Name        string            `json:"name"`
	Labels      map[string]string `json:"labels"`
	Value       string            `json:"value"`
	TimestampMs *int64            `json:"timestampMs,omitempty"`
	CreatedMs   int64             `json:"createdMs,omitempty"`
	Exemplars   []exemplarSaid    `json:"exemplars,omitempty"`
}

func pair(name, value string) *dto.LabelPair {
	return &dto.LabelPair{Name: proto.String(name), Value: proto.String(value)}
}

func created() *timestamppb.Timestamp {
	return &timestamppb.Timestamp{Seconds: 1795266412, Nanos: 516_999_999}
}

func madeByHand() []*dto.MetricFamily {
	one := &dto.Exemplar{Label: []*dto.LabelPair{pair("trace_id", "ab\"c")}, Value: proto.Float64(0.07), Timestamp: created()}
	bare := &dto.Exemplar{Label: []*dto.LabelPair{pair("trace_id", "x")}, Value: proto.Float64(3)}
	bucket := func(bound float64, count uint64, e *dto.Exemplar) *dto.Bucket {
		return &dto.Bucket{UpperBound: proto.Float64(bound), CumulativeCount: proto.Uint64(count), Exemplar: e}
	}
	family := func(name, help, unit string, t dto.MetricType, metrics ...*dto.Metric) *dto.MetricFamily {
		f := &dto.MetricFamily{Name: proto.String(name), Help: proto.String(help), Type: t.Enum(), Metric: metrics}
		if unit != "" {
			f.Unit = proto.String(unit)
		}
		return f
	}
	return []*dto.MetricFamily{
		family("requests_total", "with \\ and \n newline", "", dto.MetricType_COUNTER,
			&dto.Metric{Label: []*dto.LabelPair{pair("z", "last"), pair("a", "é🙂")}, Counter: &dto.Counter{Value: proto.Float64(12), Exemplar: one, CreatedTimestamp: created()}},
			&dto.Metric{Counter: &dto.Counter{Value: proto.Float64(math.MaxFloat64), Exemplar: bare}}),
		family("named.with.dots", "", "seconds", dto.MetricType_GAUGE,
			&dto.Metric{Gauge: &dto.Gauge{Value: proto.Float64(math.Copysign(0, -1))}, TimestampMs: proto.Int64(-5)},
			&dto.Metric{Label: []*dto.LabelPair{pair("empty", "")}, Gauge: &dto.Gauge{Value: proto.Float64(math.NaN())}, TimestampMs: proto.Int64(1795266412516)}),
		family("empty", "nothing in it", "", dto.MetricType_GAUGE),
		family("untyped", "", "", dto.MetricType_UNTYPED, &dto.Metric{Untyped: &dto.Untyped{Value: proto.Float64(math.Inf(-1))}}),
		family("size", "", "", dto.MetricType_SUMMARY,
			&dto.Metric{Summary: &dto.Summary{SampleCount: proto.Uint64(7), SampleSum: proto.Float64(1.5), CreatedTimestamp: created(), Quantile: []*dto.Quantile{
				{Quantile: proto.Float64(0.5), Value: proto.Float64(0.1)}, {Quantile: proto.Float64(1), Value: proto.Float64(0.2)}}}},
			&dto.Metric{Label: []*dto.LabelPair{pair("a", "b")}, Summary: &dto.Summary{SampleCount: proto.Uint64(0), SampleSum: proto.Float64(0)}}),
		family("latency", "", "", dto.MetricType_HISTOGRAM,
			&dto.Metric{Histogram: &dto.Histogram{SampleCount: proto.Uint64(9), SampleSum: proto.Float64(4), CreatedTimestamp: created(),
				Bucket: []*dto.Bucket{bucket(0.00001, 1, nil), bucket(1, 2, one), bucket(1e6, 3, bare), bucket(123456.5, 4, nil)}}},
			&dto.Metric{Label: []*dto.LabelPair{pair("a", "all")}, Histogram: &dto.Histogram{SampleCount: proto.Uint64(2), SampleSum: proto.Float64(4),
				Bucket: []*dto.Bucket{bucket(2, 1, nil), bucket(math.Inf(1), 2, one)}}},
			&dto.Metric{Label: []*dto.LabelPair{pair("a", "fractions")}, Histogram: &dto.Histogram{SampleCountFloat: proto.Float64(2.5), SampleSum: proto.Float64(4),
				Bucket: []*dto.Bucket{{UpperBound: proto.Float64(2), CumulativeCountFloat: proto.Float64(1.5)}}}}),
		family("native", "", "", dto.MetricType_HISTOGRAM,
			&dto.Metric{Histogram: &dto.Histogram{SampleCount: proto.Uint64(3), SampleSum: proto.Float64(6), Schema: proto.Int32(-2), ZeroThreshold: proto.Float64(1e-128),
				PositiveSpan: []*dto.BucketSpan{{Offset: proto.Int32(-1), Length: proto.Uint32(2)}}, PositiveDelta: []int64{1, 1}}}),
		family("queue", "", "", dto.MetricType_GAUGE_HISTOGRAM,
			&dto.Metric{Histogram: &dto.Histogram{SampleCount: proto.Uint64(1), SampleSum: proto.Float64(-6), Bucket: []*dto.Bucket{bucket(0, 1, nil)}}}),
	}
}

func ofText(file string) ([]*dto.MetricFamily, error) {
	text, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	byName, err := parser.TextToMetricFamilies(text)
	if err != nil {
		return nil, err
	}
	var families []*dto.MetricFamily
	for _, family := range byName {
		families = append(families, family)
	}
	sort.Slice(families, func(a, b int) bool { return families[a].GetName() < families[b].GetName() })
	return families, nil
}

func mapOf(set labels.Labels) map[string]string {
	said := map[string]string{}
	set.Range(func(l labels.Label) {
		if l.Name != labels.MetricName {
			said[l.Name] = l.Value
		}
	})
	return said
}

func said(body []byte) ([]sampleSaid, error) {
	parser := textparse.NewProtobufParser(body, true, false, false, false, labels.NewSymbolTable())
	var samples []sampleSaid
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return samples, nil
		}
		if err != nil {
			return nil, err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		_, timestamp, value := parser.Series()
		var set labels.Labels
		parser.Labels(&set)
		one := sampleSaid{Name: set.Get(labels.MetricName), Labels: mapOf(set), Value: strconv.FormatFloat(value, 'g', -1, 64), CreatedMs: parser.StartTimestamp()}
		if timestamp != nil {
			copied := *timestamp
			one.TimestampMs = &copied
		}
		var e exemplar.Exemplar
		for parser.Exemplar(&e) {
			shown := exemplarSaid{Labels: mapOf(e.Labels), Value: e.Value}
			if e.HasTs {
				copied := e.Ts
				shown.TimestampMs = &copied
			}
			one.Exemplars = append(one.Exemplars, shown)
			e = exemplar.Exemplar{}
		}
		samples = append(samples, one)
	}
}

func main() {
	families, err := ofText(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var body bytes.Buffer
	encoder := expfmt.NewEncoder(&body, expfmt.NewFormat(expfmt.TypeProtoDelim).WithEscapingScheme(model.NoEscaping))
	for _, family := range append(madeByHand(), families...) {
		if err := encoder.Encode(family); err != nil {
			log.Fatal(err)
		}
	}
	samples, err := said(body.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	answer, err := json.Marshal(map[string]any{"source": "families by client_model, samples by textparse of Prometheus 3.10", "samples": samples})
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range map[string][]byte{"protobuf.bin": body.Bytes(), "protobuf.json": answer} {
		if err := os.WriteFile(filepath.Join(os.Args[2], name), content, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
