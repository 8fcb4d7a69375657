#!/usr/bin/env bash
# Guess:   a Micrometer gauge "accounts.info" of value 5 is scraped from the Prometheus registry as accounts_info 5;
#          counters "customers", "customers.created" and "customers.total" as three series of their own, or the second
#          and third are refused.
# True:    accounts_info is 1, whatever the gauge says: a name that ends in info makes it an info metric, which has no
#          value. The endings total, created, bucket and info are cut off every name (gauges "accounts.total" and
#          "accounts.created" are both scraped as accounts), and of the three counters one series customers_total is
#          left, with the value of the one registered last. Nothing is refused and onMeterRegistrationFailed isn't
#          called, which it is when types or tags differ.
# Version: io.micrometer:micrometer-registry-prometheus 1.15.5 with io.prometheus:prometheus-metrics-model 1.3.10.
#          Source: PrometheusMeterRegistry (newGauge(): an InfoSnapshot if the name ends in .info),
#          PrometheusNaming.sanitizeMetricName() and its reserved suffixes.
# Who:     figures of the business beside those of the service: "customers.created", "accounts.total", "accounts.info"
#          are natural names, and dashboards and alerts read a constant 1 or one counter for another.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages io.micrometer:micrometer-registry-prometheus:1.15.5 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
gauge accounts of 5
  accounts 5.0
gauge accounts.info of 5
  accounts_info 1
gauge accounts.total of 5
  accounts 5.0
gauge accounts.created of 5
  accounts 5.0
counter customers.created of 7
  customers_total 7.0
and counter customers of 100
  customers_total 100.0
and counter customers.total of 1000
  customers_total 1000.0
and customers.created counts on, to 8
  customers_total 1000.0
refused customers.info
and gauge customers.info
  customers_total 1000.0
TEXT

run_java <<'JAVA'
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

public class Finding {
    public static void main(String[] arguments) {
        for (String name : new String[] {"accounts", "accounts.info", "accounts.total", "accounts.created"}) {
            PrometheusMeterRegistry registry = registry();
            Gauge.builder(name, () -> 5).register(registry);
            show("gauge " + name + " of 5", registry);
        }
        PrometheusMeterRegistry registry = registry();
        registry.counter("customers.created").increment(7);
        show("counter customers.created of 7", registry);
        registry.counter("customers").increment(100);
        show("and counter customers of 100", registry);
        registry.counter("customers.total").increment(1000);
        show("and counter customers.total of 1000", registry);
        registry.counter("customers.created").increment();
        show("and customers.created counts on, to 8", registry);
        Gauge.builder("customers.info", () -> 5).register(registry);
        show("and gauge customers.info", registry);
    }

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().onMeterRegistrationFailed((id, reason) -> System.out.println("refused " + id.getName()));
        return registry;
    }

    static void show(String what, PrometheusMeterRegistry registry) {
        System.out.println(what);
        registry.scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> System.out.println("  " + line));
    }
}
JAVA
