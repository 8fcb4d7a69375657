package io.keepwell.deploy.run;

import java.io.PrintWriter;

/// Says where everything is, and what is shown only once.
public final class Welcome {
    private Welcome() {}

    public static void print(AllInOne services, PrintWriter out) {
        out.printf("Browser:   %s%n", services.address());
        out.printf("Partners:  %s (gRPC)%n", services.connection().target());
        services.firstSignIn().ifPresent(first -> {
            out.printf("Sign in:   %s%n", first.email());
            out.printf("Password:  %s%n", first.password());
            out.printf("Key:       %s%n", first.key());
            out.println("Password and key are shown this once only.");
        });
    }
}
