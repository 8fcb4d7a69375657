package io.keepwell.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Tells browsers to be strict. The framework compiles small functions in the browser and sets styles there, so
/// `unsafe-eval` and inline styles have to stay allowed; inline scripts need the nonce that `PageSecurity` gives
/// them.
final class SecurityHeaders extends HttpFilter {
    private static final String POLICY = policy("script-src 'self'");

    private final boolean secure;

    /// @param secure whether browsers come by HTTPS only
    SecurityHeaders(boolean secure) {
        this.secure = secure;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (secure) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }

    /// The policy of a page whose inline scripts carry the nonce.
    static String policyWith(String nonce) {
        return policy("script-src 'self' 'unsafe-eval' 'nonce-" + nonce + "'");
    }

    private static String policy(String scripts) {
        return "default-src 'self'; " + scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
                + "form-action 'self'; frame-ancestors 'none'";
    }
}
