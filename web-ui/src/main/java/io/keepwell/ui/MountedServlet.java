package io.keepwell.ui;

import jakarta.servlet.Servlet;

/// A servlet that the web server shows beside the UI: every bean of this type. Nobody has to sign in for it.
///
/// @param path as in a servlet mapping: `/mail/*`
public record MountedServlet(String path, Servlet servlet) {}
