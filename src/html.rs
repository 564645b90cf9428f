//! Pages: what every HTML page of the program has in common.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The Content-Security-Policy of a page with these inline scripts and styles: nothing else runs, and nothing is fetched
/// or sent (W3C, Content Security Policy Level 3).
pub fn policy(script: &str, style: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let script = if script.is_empty() {
        "'none'".to_owned()
    } else {
        hash(script)
    };
    let style = hash(style);
    format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'")
}

/// JSON as it may stand in a `script` element: no tag can begin or end in it.
pub fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_name_what_may_run() {
        // The digest of the empty text, as every tool gives it.
        let empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        let policy = policy("", "");
        assert!(
            policy.contains("script-src 'none'") && policy.contains(empty),
            "{policy}"
        );
    }

    #[test]
    fn no_tag_stands_in_a_script() {
        assert_eq!(in_script("[\"</script>\"]"), "[\"\\u003c/script>\"]");
    }
}
