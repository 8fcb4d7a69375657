package io.keepwell.deploy.demo;

/// How large a customer is: what it pays, how often it calls and how likely it leaves.
enum Size {
    SMALL("Small business", "Starter", 12, 3, 9, 0.021, 0.12, 2),
    MEDIUM("Mid-market", "Team", 15, 14, 45, 0.0125, 0.34, 5),
    LARGE("Enterprise", "Enterprise", 19, 80, 260, 0.006, 0.85, 12);

    private final String segment;
    private final String plan;
    private final int seatPrice;
    private final int fewestSeats;
    private final int mostSeats;
    private final double leavesMonthly;
    private final double ticketsMonthly;
    private final int users;

    Size(
            String segment,
            String plan,
            int seatPrice,
            int fewestSeats,
            int mostSeats,
            double leavesMonthly,
            double ticketsMonthly,
            int users) {
        this.segment = segment;
        this.plan = plan;
        this.seatPrice = seatPrice;
        this.fewestSeats = fewestSeats;
        this.mostSeats = mostSeats;
        this.leavesMonthly = leavesMonthly;
        this.ticketsMonthly = ticketsMonthly;
        this.users = users;
    }

    String segment() {
        return segment;
    }

    String plan() {
        return plan;
    }

    /// A month, in whole units of the customer's currency.
    int seatPrice() {
        return seatPrice;
    }

    int fewestSeats() {
        return fewestSeats;
    }

    int mostSeats() {
        return mostSeats;
    }

    /// The chance that a customer of two years, neither content nor discontent, decides in a month to leave.
    double leavesMonthly() {
        return leavesMonthly;
    }

    double ticketsMonthly() {
        return ticketsMonthly;
    }

    /// How many people use the product at first.
    int users() {
        return users;
    }
}
