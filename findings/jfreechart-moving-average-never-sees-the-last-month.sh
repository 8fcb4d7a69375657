#!/usr/bin/env bash
# Guess:   Statistics.getMovingAverage(x, y, 3) of JFreeChart gives at the third x the mean of the first three y, and at
#          the last x the mean of the last three, as MovingAverage of the same library does over the same points.
# True:    the mean of the first three is at the fourth, and the last y is in no mean at all: of six months there are
#          three means instead of four, each a month late. An MRR that jumps from 140 to 500 in June has a mean of 130
#          in June, where 257 is right. With a period of one all values are there but the last, a month late.
# Version: org.jfree:jfreechart 1.5.6 beside its MovingAverage.createMovingAverage(). Source: documentation of
#          Statistics.getMovingAverage() ("Returns a data set for a moving average on the data set passed in"); its
#          source, xData[i + period].
# Who:     smoothed lines of MRR, NPS and churn beside the monthly ones, in reports made with Java. The turn comes a
#          month late, and the newest month, for which the report is opened, isn't in the line.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.jfree:jfreechart:1.5.6

recorded <<'TEXT'
months: 1 = 100, 2 = 110, 3 = 120, 4 = 130, 5 = 140, 6 = 500
Statistics, 3: 4 = 110, 5 = 120, 6 = 130
MovingAverage, 3: 3 = 110, 4 = 120, 5 = 130, 6 = 257
Statistics, 1: 2 = 100, 3 = 110, 4 = 120, 5 = 130, 6 = 140
MovingAverage, 1: 1 = 100, 2 = 110, 3 = 120, 4 = 130, 5 = 140, 6 = 500
TEXT

run_java <<'JAVA'
import org.jfree.data.statistics.Statistics;
import org.jfree.data.time.MovingAverage;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

public class Finding {
    public static void main(String[] arguments) {
        Number[] months = {1, 2, 3, 4, 5, 6};
        Number[] mrr = {100, 110, 120, 130, 140, 500};
        XYSeries series = new XYSeries("MRR");
        for (int i = 0; i < months.length; i++) {
            series.add(months[i], mrr[i]);
        }
        XYSeriesCollection dataset = new XYSeriesCollection(series);
        show("months", dataset);

        for (int period : new int[] {3, 1}) {
            XYSeries statistics = new XYSeries("Statistics");
            for (double[] point : Statistics.getMovingAverage(months, mrr, period)) {
                statistics.add(point[0], point[1]);
            }
            show("Statistics, " + period, new XYSeriesCollection(statistics));
            show("MovingAverage, " + period, MovingAverage.createMovingAverage(dataset, "", period, period - 1));
        }
    }

    static void show(String title, XYDataset dataset) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < dataset.getItemCount(0); i++) {
            points.append(i == 0 ? " " : ", ")
                    .append(String.format("%.0f = %.0f", dataset.getXValue(0, i), dataset.getYValue(0, i)));
        }
        System.out.println(title + ":" + points);
    }
}
JAVA
