// Nothing but the precompiled headers of this target is used.
