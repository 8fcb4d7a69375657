package io.keepwell.deploy.demo;

import java.util.random.RandomGenerator;

/// How content a customer is, from week to week. No event says it; it shows in what they do: use, ask, answer, pay,
/// leave.
///
/// It drifts around the customer's own baseline, so that a bad month is followed by bad weeks rather than by a good
/// one.
final class CustomerSentiment {
    private static final double PULL = 0.07;
    private static final double DRIFT = 0.2;

    private final double baseline;
    private final RandomGenerator random;
    private double value;

    CustomerSentiment(double baseline, RandomGenerator random) {
        this.baseline = baseline;
        this.random = random;
        // Who signs is hopeful.
        this.value = baseline + 0.3;
    }

    /// A week goes by.
    void week() {
        value += PULL * (baseline - value) + DRIFT * random.nextGaussian();
    }

    /// Something happens to the customer.
    void shock(double by) {
        value += by;
    }

    /// Around 0; below -1 is unhappy, above 1 delighted.
    double value() {
        return value;
    }

    /// How somebody there sees it today.
    double heard() {
        return value + 0.55 * random.nextGaussian();
    }
}
