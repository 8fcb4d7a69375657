/// Metrics of who comes and who buys more: acquisition, conversion, upsell, the portfolio, referrals.
@NullMarked
package io.keepwell.core.metric.growth;

import org.jspecify.annotations.NullMarked;
