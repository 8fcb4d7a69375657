package io.keepwell.core.report;

/// Names a report for ever, in lower case with dashes: `monthly-summary`.
public record ReportId(String id) {
    public static final int LONGEST = 64;

    public ReportId {
        if (id.length() > LONGEST || !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a report id: lower-case words joined by dashes, please");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
