package io.keepwell.importing;

import java.time.ZoneId;

/// What an import has to know of the firm.
///
/// @param zone in which its days begin
/// @param currencyCode of its figures; a mapping takes it as the column `{firm.currency}`
public record FirmTerms(ZoneId zone, String currencyCode) {
    static final String CURRENCY_COLUMN = "firm.currency";
}
