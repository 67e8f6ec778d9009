using System.Security.Cryptography;
using System.Text;

namespace Proxier.Proxyd.Page;

/// <summary>How the page looks, and the policy that lets nothing else in.</summary>
internal static class PageStyle
{
    /// <summary>Text on its ground has a contrast of at least 4.5:1 in both schemes.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--quiet:#4d5661;--line:#c8cfd6;--panel:#f3f5f7;--link:#0a58b5;--good:#116329;--bad:#b3141d;--bar:#3b76c4}
        @media(prefers-color-scheme:dark){:root{--ground:#14171b;--ink:#e8ebee;--quiet:#aab3bd;--line:#3c444d;--panel:#1e2329;--link:#7fb4ff;--good:#5bc47a;--bad:#ff8a8a;--bar:#6aa3ee}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
        header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1rem;border-bottom:1px solid var(--line)}
        h1{font-size:1.5rem;margin:0}
        h2{font-size:1.15rem;margin:2rem 0 .6rem}
        h3{font-size:1rem;margin:1rem 0 .4rem}
        a{color:var(--link)}
        a:focus-visible,input:focus-visible,select:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:1px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.3rem .6rem}
        nav ul{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0;margin:.6rem 0}
        .state{font-weight:600}
        .good{color:var(--good)}
        .bad{color:var(--bad)}
        .quiet{color:var(--quiet)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:0}
        dt{color:var(--quiet)}
        dd{margin:0;overflow-wrap:anywhere}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;color:var(--quiet);padding:.3rem 0}
        th,td{text-align:left;vertical-align:top;padding:.3rem .9rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
        thead th{white-space:nowrap;border-bottom-width:2px}
        td.n,th.n{text-align:right;white-space:nowrap;padding-right:1.6rem;font-variant-numeric:tabular-nums}
        tbody th{font-weight:500}
        form{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;background:var(--panel);padding:.8rem;border:1px solid var(--line);border-radius:.4rem}
        label{display:block;font-size:.9rem;color:var(--quiet)}
        input,select,button{font:inherit;color:var(--ink);background:var(--ground);border:1px solid var(--quiet);border-radius:.3rem;padding:.3rem .6rem}
        button{cursor:pointer;font-weight:600}
        pre{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.7rem;overflow-x:auto;font-size:.85rem}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(22rem,1fr));gap:1.5rem}
        figure{margin:0}
        figcaption{font-weight:600;margin-bottom:.3rem}
        svg{width:100%;height:auto;background:var(--panel);border:1px solid var(--line);border-radius:.4rem}
        svg text{fill:var(--quiet);font-size:11px}
        svg .bar{fill:var(--bar)}
        svg .failed{fill:none;stroke:var(--bad);stroke-width:1.5;stroke-dasharray:3 2}
        svg .axis{stroke:var(--line)}
        footer{color:var(--quiet);padding:2rem 1.25rem}
        """;

    /// <summary>No script, no picture but the empty icon, no other host; only the style above, by its hash.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
