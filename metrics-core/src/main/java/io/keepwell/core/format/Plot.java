package io.keepwell.core.format;

/// The part of a chart inside its labels.
record Plot(double left, double top, double right, double bottom) {
    /// @param share from the bottom (0) to the top (1)
    double y(double share) {
        return bottom - share * (bottom - top);
    }

    double width() {
        return right - left;
    }
}
