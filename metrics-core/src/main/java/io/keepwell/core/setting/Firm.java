package io.keepwell.core.setting;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.time.ReportingZone;

/// The firm whose customers are watched.
///
/// @param zone whose days figures are for; fixed once the first fact is stored
/// @param currency in which money figures are; fixed once the first fact is stored
public record Firm(String name, ReportingZone zone, CurrencyCode currency) {}
